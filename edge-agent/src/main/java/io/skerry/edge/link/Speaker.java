package io.skerry.edge.link;

import io.skerry.link.session.Session;
import io.skerry.model.message.Epoch;
import io.skerry.store.Compare;

/**
 * A control session that the hub welcomed.
 *
 * @param guard the condition under which it may write to the edge store
 * @param stored how many reports the hub has stored
 */
record Speaker(Session session, Epoch epoch, Compare guard, long stored) {}
