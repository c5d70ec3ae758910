package io.skerry.store.embedded.history;

import java.util.List;

/**
 * A stretch of history.
 *
 * @param revisions those with changes under the asked prefix
 * @param upTo every change up to this revision is in here or was before it
 */
public record Slice(List<Committed> revisions, long upTo) {}
