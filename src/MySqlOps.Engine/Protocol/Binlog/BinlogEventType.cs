namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>The types of events that the reader looks into (MySQL Source Code Documentation, "Log_event_type"); all others are passed over.</summary>
internal enum BinlogEventType : byte
{
    Query = 2,
    Rotate = 4,
    FormatDescription = 15,
    Xid = 16,
    ExecuteLoadQuery = 18,
    TableMap = 19,
    WriteRowsV1 = 23,
    UpdateRowsV1 = 24,
    DeleteRowsV1 = 25,
    Incident = 26,
    WriteRows = 30,
    UpdateRows = 31,
    DeleteRows = 32,
    Gtid = 33,
    AnonymousGtid = 34,
    XaPrepare = 38,
    PartialUpdateRows = 39,
    TransactionPayload = 40,
    GtidTagged = 42,
}
