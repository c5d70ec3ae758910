package io.skerry.hub.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which backups go.
 *
 * @param keep how many stay at most
 * @param age how old one gets at most
 */
record Retention(int keep, Duration age) {

    /** Those past the number or the age. The newest proven one stays, and so does everything while none is proven. */
    List<BackupRecord> outOfDate(List<BackupRecord> newestFirst, Instant now) {
        var proven = newestFirst.stream().filter(BackupRecord::isProven).findFirst();
        if (proven.isEmpty()) {
            return List.of();
        }
        var gone = new ArrayList<BackupRecord>();
        for (var place = 0; place < newestFirst.size(); place++) {
            var each = newestFirst.get(place);
            var over = place >= keep || each.createdAt().isBefore(now.minus(age));
            if (over && !each.equals(proven.get())) {
                gone.add(each);
            }
        }
        return gone;
    }
}
