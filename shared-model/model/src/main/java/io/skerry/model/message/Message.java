package io.skerry.model.message;

/** Everything that crosses the link. Its name on the wire is the record's name with a small first letter. */
public sealed interface Message
        permits Hello,
                Welcome,
                Goaway,
                Put,
                Tombstone,
                Bookmark,
                Received,
                Command,
                Report,
                ReportAck,
                Unsupported,
                Enrol,
                Enrolled,
                Recover,
                Refused,
                SyncRequest,
                ArtifactRequest,
                ArtifactOffer,
                Chunk,
                LogRequest,
                LogChunk,
                Digests,
                Accepted,
                Ping,
                OpenBulk {}
