package io.skerry.hub.datacenter;

import io.skerry.hub.datacenter.enrolment.Enrolment;
import io.skerry.model.name.DataCenterName;
import org.springframework.stereotype.Service;

/** One-use tokens that new agents enrol with. */
@Service
public final class EnrolmentTokens {

    private final Enrolment enrolment;

    EnrolmentTokens(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    /** A new token for an agent of that data center, good for ten minutes. It is shown this once; the hub keeps its hash. */
    public String issue(DataCenterName dataCenter) {
        return enrolment.issueToken(dataCenter).text();
    }
}
