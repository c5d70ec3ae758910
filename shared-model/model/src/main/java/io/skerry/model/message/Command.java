package io.skerry.model.message;

/**
 * A one-time order; delivered at least once, done at most once, answered by a {@link CommandResult}.
 *
 * @param id the idempotency key
 * @param type such as {@code build.start}; an unknown one is answered by {@link Unsupported}
 * @param target the resource it is about
 * @param ttlMillis from receipt on the monotonic clock
 * @param body JSON of the type's record
 */
public record Command(Epoch epoch, String id, String type, String target, long ttlMillis, byte[] body)
        implements Message {}
