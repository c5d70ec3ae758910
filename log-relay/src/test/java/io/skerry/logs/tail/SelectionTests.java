package io.skerry.logs.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.OutputWriter;
import io.skerry.logs.Queries;
import io.skerry.logs.buffer.StreamState;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.LogStream.Origin;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import org.junit.jupiter.api.Test;

class SelectionTests {

    @Test
    void takesEveryComponentOfTheApplicationUnlessOneIsNamed() {
        assertThat(takes(Queries.all(), instance("web", "a1"), false)).isTrue();
        assertThat(takes(Queries.of("web"), instance("web", "a1"), false)).isTrue();
        assertThat(takes(Queries.of("db"), instance("web", "a1"), false)).isFalse();
    }

    @Test
    void neverTakesAnotherTenantsApplicationOfTheSameName() {
        var other = new ComponentRef(new TenantName("other"), "shop", "web");

        assertThat(takes(Queries.all(), LogStream.instance(other, "a1"), false)).isFalse();
    }

    @Test
    void takesOneInstanceIfItIsNamed() {
        var query = new LogQuery(OutputWriter.SHOP, Origin.INSTANCE, null, "a1", false, null, null, false);

        assertThat(takes(query, instance("web", "a1"), false)).isTrue();
        assertThat(takes(query, instance("web", "a2"), false)).isFalse();
    }

    @Test
    void takesOnlyEndedInstancesForPrevious() {
        assertThat(takes(Queries.previous("web"), instance("web", "a1"), true)).isTrue();
        assertThat(takes(Queries.previous("web"), instance("web", "a1"), false)).isFalse();
    }

    @Test
    void keepsBuildsAndInstancesApart() {
        var build = LogStream.build(new ComponentRef(OutputWriter.SHOP.tenant(), "shop", "web"), "17");

        assertThat(takes(Queries.all(), build, false)).isFalse();
    }

    private static LogStream instance(String component, String id) {
        return OutputWriter.stream(component, id);
    }

    private static boolean takes(LogQuery query, LogStream stream, boolean ended) {
        return new Selection(query).takes(new StreamState(1, stream, 1, 2, 3, 4, 5, 6, 0, false, ended));
    }
}
