package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.model.application.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceRulesTests {

    private static Resources resources(String json) {
        return Json.read(Json.parse(json.replace('\'', '"')), Resources.class);
    }

    @Test
    void takesWhatMakesSense() {
        var resources = resources("{'cpu': '250m', 'memory': '64Mi', 'cpuLimit': '1', 'memoryLimit': '64Mi',"
                + " 'disk': '2Gi', 'extended': {'processes': '200'}}");

        ResourceRules.check(resources);

        assertThat(resources.processes()).isEqualTo(200);
        assertThat(Resources.NONE.processes()).isEqualTo(Resources.USUAL_PROCESSES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'memory': '64Mi', 'memoryLimit': '32Mi'} | /resources/memoryLimit | less than the 64Mi",
                "{'memoryLimit': '1Mi'}                    | /resources/memoryLimit | write 8Mi or more",
                "{'cpu': '2', 'cpuLimit': '500m'}          | /resources/cpuLimit | less than the 2",
                "{'cpuLimit': '1m'}                        | /resources/cpuLimit | write 10m or more",
                "{'disk': '10k'}                           | /resources/disk | write 1Mi or more",
                "{'extended': {'processes': '0'}}          | /resources/extended/processes | from 1 to",
                "{'extended': {'processes': 'many'}}       | /resources/extended/processes | no number",
                "{'extended': {'gpu': '1'}}                | /resources/extended/gpu | not available yet"
            })
    void namesTheFieldThatMakesNone(String json, String pointer, String problem) {
        assertThatThrownBy(() -> ResourceRules.check(resources(json)))
                .isInstanceOfSatisfying(HubException.class, refused -> {
                    assertThat(refused.pointer()).isEqualTo(pointer);
                    assertThat(refused).hasMessageContaining(problem);
                });
    }
}
