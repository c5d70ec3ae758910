package io.skerry.build;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;

class BuildWallsTests {

    @Test
    void wallsOfTheHouseHold() {
        Walls.hold("io.skerry.build");
    }
}
