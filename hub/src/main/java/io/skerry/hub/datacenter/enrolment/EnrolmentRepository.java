package io.skerry.hub.datacenter.enrolment;

import io.skerry.hub.resource.Database;
import io.skerry.link.identity.Certificates;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The tables {@code enrolment} and {@code agent}. */
@Repository
class EnrolmentRepository {

    private final Database database;

    EnrolmentRepository(Database database) {
        this.database = database;
    }

    void insertToken(String hash, String dc, Duration life) {
        database.platform(() -> database.sql()
                .sql("delete from enrolment where expires < clock_timestamp() - interval '7 days'")
                .update());
        database.platform(() -> database.sql()
                .sql("insert into enrolment (token_hash, dc, expires) values (:hash, :dc,"
                        + " clock_timestamp() + make_interval(secs => :life))")
                .param("hash", hash)
                .param("dc", dc)
                .param("life", (double) life.toSeconds())
                .update());
    }

    /** Uses the token up; false if it is unknown, another data center's, used or expired. */
    boolean consume(String hash, String dc, String agent) {
        return database.sql()
                        .sql(
                                "update enrolment set used = clock_timestamp(), agent = :agent where token_hash = :hash and dc = :dc"
                                        + " and used is null and expires > clock_timestamp()")
                        .param("hash", hash)
                        .param("dc", dc)
                        .param("agent", agent)
                        .update()
                == 1;
    }

    /** Returns whether there was no agent of that name. */
    boolean insertAgent(String dc, String agent, X509Certificate certificate) {
        return database.sql()
                        .sql("insert into agent (dc, id, serial, public_key, certificate_expires)"
                                + " values (:dc, :agent, :serial, :key, :expires) on conflict do nothing")
                        .param("dc", dc)
                        .param("agent", agent)
                        .param("serial", Certificates.serial(certificate))
                        .param("key", Certificates.hash(certificate.getPublicKey()))
                        .param(
                                "expires",
                                Timestamp.from(certificate.getNotAfter().toInstant()))
                        .update()
                == 1;
    }

    /** The agent, locked until the transaction ends. */
    Optional<AgentRow> lock(String dc, String agent) {
        return database.sql()
                .sql(
                        "select serial, previous_serial, revoked is not null as revoked from agent where dc = ? and id = ? for update")
                .params(dc, agent)
                .query((row, n) -> new AgentRow(
                        row.getString("serial"), row.getString("previous_serial"), row.getBoolean("revoked")))
                .optional();
    }

    /** The next certificate; the one that asked for it stays good until the new one was used. */
    void replace(String dc, String agent, String presented, X509Certificate next) {
        database.sql()
                .sql("update agent set previous_serial = :presented, serial = :serial, public_key = :key,"
                        + " certificate_expires = :expires, generation = generation + 1 where dc = :dc and id = :agent")
                .param("presented", presented)
                .param("serial", Certificates.serial(next))
                .param("key", Certificates.hash(next.getPublicKey()))
                .param("expires", Timestamp.from(next.getNotAfter().toInstant()))
                .param("dc", dc)
                .param("agent", agent)
                .update();
    }

    /** From now on it is known by that certificate and no other. */
    void learn(String dc, String agent, String serial) {
        database.sql()
                .sql("update agent set serial = ? where dc = ? and id = ?")
                .params(serial, dc, agent)
                .update();
    }

    void forgetPrevious(String dc, String agent) {
        database.sql()
                .sql("update agent set previous_serial = null where dc = ? and id = ? and previous_serial is not null")
                .params(dc, agent)
                .update();
    }
}
