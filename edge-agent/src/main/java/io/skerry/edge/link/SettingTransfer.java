package io.skerry.edge.link;

import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.SettingContent;
import io.skerry.model.message.SettingRequest;
import io.skerry.model.setting.SettingRef;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the hub for the tools' settings and remembers the last answer in memory, so that a build goes on while the hub is away. */
final class SettingTransfer implements ToolConfigurationFetch {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Anything else passes: the hub's database is away, a newer session took over. */
    private static final Set<ErrorCode> FINAL =
            EnumSet.of(ErrorCode.CONFLICT, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.UNSUPPORTED);

    private final Bulk bulk;
    private @Nullable SettingContent last;

    SettingTransfer(Bulk bulk) {
        this.bulk = bulk;
    }

    @Override
    public synchronized ToolConfiguration fetch(SettingRef setting) throws IOException, Refused {
        if (last == null || !last.setting().content().equals(setting.content())) {
            last = ask(setting.name());
        }
        return last.content();
    }

    private SettingContent ask(String name) throws IOException, Refused {
        try (var use = bulk.open()) {
            if (use.session().request(new SettingRequest(name), ANSWER) instanceof SettingContent content) {
                return content;
            }
            throw new Refused("the hub answered something else");
        } catch (LinkRefused e) {
            if (FINAL.contains(e.why().code())) {
                throw new Refused(e.why().message());
            }
            throw new IOException(e.getMessage(), e);
        } catch (LinkClosed e) {
            throw new IOException("the hub cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the hub");
        }
    }
}
