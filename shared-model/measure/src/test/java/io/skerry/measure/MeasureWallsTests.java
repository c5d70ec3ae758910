package io.skerry.measure;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;

class MeasureWallsTests {

    @Test
    void wallsOfTheHouseHold() {
        Walls.hold("io.skerry.measure");
    }
}
