package io.skerry.logs;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;

class LogsWallsTests {

    @Test
    void wallsOfTheHouseHold() {
        Walls.hold("io.skerry.logs");
    }
}
