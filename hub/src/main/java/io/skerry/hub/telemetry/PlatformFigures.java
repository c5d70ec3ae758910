package io.skerry.hub.telemetry;

/**
 * How the platform's own work stands, as its database says. Numbers only: nothing in them names a tenant.
 *
 * @param unnumbered changes that have no revision yet
 * @param unnumberedSeconds how long the oldest of them waits
 * @param unprojected revisions that the projection has not taken in
 * @param openCommands one-time orders without a final answer
 * @param openCommandSeconds how old the oldest of them is
 * @param runningOperations long actions under way
 * @param runningOperationSeconds how old the oldest of them is
 * @param dataCenters with a session that was heard of lately
 * @param lostDataCenters whose session was not
 * @param unprojectable objects that cannot be projected
 */
record PlatformFigures(
        long unnumbered,
        double unnumberedSeconds,
        long unprojected,
        long openCommands,
        double openCommandSeconds,
        long runningOperations,
        double runningOperationSeconds,
        long dataCenters,
        long lostDataCenters,
        long unprojectable) {}
