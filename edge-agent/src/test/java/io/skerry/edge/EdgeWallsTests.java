package io.skerry.edge;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;

class EdgeWallsTests {

    @Test
    void wallsOfTheHouseHold() {
        Walls.hold("io.skerry.edge");
        Walls.hold("io.skerry.machine");
    }
}
