package io.skerry.hub.access;

import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.resource.Kind;
import org.springframework.stereotype.Component;

/** The kind {@code token}. Deleting one ends it at once: its credential goes with its row. None changes, since
 * whose it is and how long it lives are its credential's. */
@Component
class TokenKind implements KindDefinition<TokenSpec> {

    @Override
    public Kind kind() {
        return Kind.TOKEN;
    }

    @Override
    public boolean changeable() {
        return false;
    }

    @Override
    public Class<TokenSpec> specType() {
        return TokenSpec.class;
    }
}
