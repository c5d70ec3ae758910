package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.ApiContract;
import io.skerry.model.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTests {

    private final ApiContract file = ApiContract.read();

    @Test
    void listsEveryErrorCode() {
        assertThat(StreamSupport.stream(file.schema("ErrorCode").get("enum").spliterator(), false)
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
    }

    @Test
    void componentHasTheFieldsOfItsRecord() {
        assertThat(file.schema("ComponentSpec").get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(names(io.skerry.model.application.ComponentSpec.class));
        assertThat(file.schema("RouteSpec").get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(names(io.skerry.model.route.RouteSpec.class));
        assertThat(file.schema("DataCenterStatus").get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(names(io.skerry.model.datacenter.DataCenterStatus.class));
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList();
    }
}
