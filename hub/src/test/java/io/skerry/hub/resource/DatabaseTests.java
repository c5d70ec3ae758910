package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseTests {

    @Test
    void whoLosesEveryRaceHearsOfItAsOfOtherTroubleOfTheDatabase() {
        var pool = new BrokenPool(new CannotAcquireLockException("lost", new SQLException("lost", "40001")));

        assertThatThrownBy(() -> pool.database().platform(() -> "work"))
                .isInstanceOf(TransientDataAccessException.class)
                .hasMessageContaining("6 races");
        assertThat(pool.tries()).as("once and five times more").isEqualTo(6);
    }

    @Test
    void aCommitThatLostARaceIsDoneAgain() {
        var pool = new BrokenPool(new TransactionSystemException("commit", new SQLException("lost", "40001")));

        assertThatThrownBy(() -> pool.database().platform(() -> "work")).hasMessageContaining("6 races");
        assertThat(pool.tries()).isEqualTo(6);
    }

    @Test
    void aTransactionWhoseConnectionEndedIsDoneAgain() {
        var pool = new BrokenPool(new DataAccessResourceFailureException("gone", new SQLException("gone", "57P01")));

        assertThatThrownBy(() -> pool.database().platform(() -> "work"))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(pool.tries()).isEqualTo(DatabaseConfiguration.CONNECTIONS + 1);
    }

    @Test
    void oneWhoseRollbackHadNoConnectionEitherIsDoneAgain() {
        var failure = new TransactionSystemException("rollback");
        failure.initApplicationException(
                new DataAccessResourceFailureException("gone", new SQLException("gone", "08006")));
        var pool = new BrokenPool(failure);

        assertThatThrownBy(() -> pool.database().platform(() -> "work")).isSameAs(failure);
        assertThat(pool.tries()).isEqualTo(DatabaseConfiguration.CONNECTIONS + 1);
    }

    @Test
    void theLinesOwnTroubleBelowTheDriversIsNoOtherTrouble() {
        var sql = new SQLException("gone", "08006", new SocketException("Connection reset"));
        var pool = new BrokenPool(new DataAccessResourceFailureException("gone", sql));

        assertThatThrownBy(() -> pool.database().platform(() -> "work"))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(pool.tries()).isEqualTo(DatabaseConfiguration.CONNECTIONS + 1);
        assertThat(Database.isInDoubt(new TransactionSystemException("commit", sql)))
                .isTrue();
    }

    /** It may have been heard: done again it could count twice. */
    @Test
    void aCommitThatNobodyAnsweredIsNotDoneAgain() {
        var pool = new BrokenPool(new TransactionSystemException("commit", new SQLException("gone", "08006")));

        assertThatThrownBy(() -> pool.database().platform(() -> "work")).isInstanceOf(TransactionSystemException.class);
        assertThat(pool.tries()).isEqualTo(1);
    }
}
