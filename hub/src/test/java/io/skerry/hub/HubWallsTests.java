package io.skerry.hub;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class HubWallsTests {

    @Test
    void featuresKeepToTheirDeclaredNeighbours() {
        ApplicationModules.of(HubApplication.class).verify();
    }

    @Test
    void wallsOfTheHouseHold() {
        Walls.hold("io.skerry.hub");
    }
}
