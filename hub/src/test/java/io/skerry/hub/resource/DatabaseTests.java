package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.TransientDataAccessException;

class DatabaseTests {

    @Test
    void whoLosesEveryRaceHearsOfItAsOfOtherTroubleOfTheDatabase() {
        var pool = new BrokenPool(new CannotAcquireLockException("lost", new SQLException("lost", "40001")));

        assertThatThrownBy(() -> pool.database().platform(() -> "work"))
                .isInstanceOf(TransientDataAccessException.class)
                .hasMessageContaining("8 races");
        assertThat(pool.tries()).isEqualTo(8);
    }
}
