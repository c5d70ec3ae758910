package io.skerry.gateway.guard;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encodes what browsers send in a request target although RFC 3986 has no place for it ({@code |}, <code>{</code>, a lone
 * {@code %}): Spring would answer 400, every application understands it.
 */
@ChannelHandler.Sharable
final class TargetRepair extends ChannelInboundHandlerAdapter {

    static final TargetRepair INSTANCE = new TargetRepair();

    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=";
    private static final String LEGAL_IN_QUERY = LEGAL + "[]";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private TargetRepair() {}

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest request) {
            var repaired = repaired(request.uri());
            if (!repaired.equals(request.uri())) {
                request.setUri(repaired);
            }
        }
        ctx.fireChannelRead(msg);
    }

    /** The target with every illegal character encoded; the same if there is none. */
    static String repaired(String target) {
        // Netty keeps each byte of the line as one character.
        var bytes = target.getBytes(StandardCharsets.ISO_8859_1);
        var repaired = new StringBuilder(bytes.length + 8);
        var legal = LEGAL;
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            if (c == '?') {
                legal = LEGAL_IN_QUERY;
            }
            if (c == '%' ? isEscape(bytes, i) : legal.indexOf(c) >= 0) {
                repaired.append(c);
            } else {
                repaired.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return repaired.toString();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return at + 2 < bytes.length && HexFormat.isHexDigit(bytes[at + 1]) && HexFormat.isHexDigit(bytes[at + 2]);
    }
}
