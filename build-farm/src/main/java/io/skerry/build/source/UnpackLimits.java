package io.skerry.build.source;

/**
 * How much a source may be.
 *
 * @param entries files, folders and links
 * @param bytes unpacked
 * @param ratio unpacked bytes per packed byte, once {@code ratioFrom} bytes are unpacked
 */
public record UnpackLimits(int entries, long bytes, int ratio, long ratioFrom) {

    /** 20,000 entries, 2 GiB, and no more than 200 bytes out of one from 64 MiB on. */
    public static final UnpackLimits STANDARD = new UnpackLimits(20_000, 2L << 30, 200, 64L << 20);
}
