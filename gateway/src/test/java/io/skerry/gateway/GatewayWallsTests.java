package io.skerry.gateway;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;

class GatewayWallsTests {

    @Test
    void wallsOfTheHouseHold() {
        Walls.hold("io.skerry.gateway");
    }
}
