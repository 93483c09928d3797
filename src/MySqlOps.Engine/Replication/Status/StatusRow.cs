using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>What several columns of SHOW REPLICA STATUS (manual 15.7.7.36) say together.</summary>
internal static class StatusRow
{
    private static readonly string[] FilterColumns =
    [
        "Replicate_Do_DB", "Replicate_Ignore_DB", "Replicate_Do_Table", "Replicate_Ignore_Table", "Replicate_Wild_Do_Table", "Replicate_Wild_Ignore_Table", "Replicate_Rewrite_DB",
        "Replicate_Ignore_Server_Ids",
    ];

    /// <summary>What the receiver does.</summary>
    public static ReceiverState Receiver(SqlRow row) => row.TextOrNull("Replica_IO_Running") switch
    {
        "Yes" => ReceiverState.On,
        "Connecting" => ReceiverState.Connecting,
        _ => ReceiverState.Off,
    };

    /// <summary>What the applier does.</summary>
    public static ApplierState Applier(SqlRow row) => row.TextOrNull("Replica_SQL_Running") == "Yes" ? ApplierState.On : ApplierState.Off;

    /// <summary>The receiver's last error; null for none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="time">When it came; null where it is not known.</param>
    public static ReplicaError? ReceiverError(SqlRow row, DateTimeOffset? time) => Error(row, "Last_IO_Errno", "Last_IO_Error", time);

    /// <summary>The applier's last error; null for none.</summary>
    public static ReplicaError? ApplierError(SqlRow row) => Error(row, "Last_SQL_Errno", "Last_SQL_Error", null);

    /// <summary>The channel's filters, as <c>REPLICATE_DO_DB = shop</c>.</summary>
    public static IReadOnlyList<string> Filters(SqlRow row) =>
        [.. FilterColumns.Where(column => row.TextOrNull(column) is { Length: > 0 }).Select(column => $"{column.ToUpperInvariant()} = {row.Text(column)}")];

    private static ReplicaError? Error(SqlRow row, string number, string text, DateTimeOffset? time) =>
        row.Int64OrNull(number) is > 0 and var found ? new ReplicaError { Number = (int)found, Text = row.TextOrNull(text) ?? "", Time = time } : null;
}
