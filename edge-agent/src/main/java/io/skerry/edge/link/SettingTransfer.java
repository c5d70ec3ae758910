package io.skerry.edge.link;

import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.model.message.SettingContent;
import io.skerry.model.message.SettingRequest;
import io.skerry.model.setting.SettingRef;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the hub for the tools' settings and remembers the last answer in memory, so that a build goes on while the hub is away. */
final class SettingTransfer implements ToolConfigurationFetch {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Bulk bulk;
    private @Nullable SettingContent last;

    SettingTransfer(Bulk bulk) {
        this.bulk = bulk;
    }

    @Override
    public synchronized ToolConfiguration fetch(SettingRef setting) throws IOException {
        if (last == null || !last.name().equals(setting.name()) || last.version() != setting.version()) {
            last = ask(setting.name());
        }
        return last.content();
    }

    private SettingContent ask(String name) throws IOException {
        try (var use = bulk.open()) {
            if (use.session().request(new SettingRequest(name), ANSWER) instanceof SettingContent content) {
                return content;
            }
            throw new IOException("the hub answered something else");
        } catch (LinkRefused e) {
            throw new IOException(e.getMessage(), e);
        } catch (LinkClosed e) {
            throw new IOException("the hub cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the hub");
        }
    }
}
