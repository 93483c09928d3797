using System.Globalization;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Topology.Facts;

/// <summary>Reads a replica's channels.</summary>
internal sealed class ChannelReader(Session session)
{
    private static readonly string[] FilterColumns =
    [
        "Replicate_Do_DB", "Replicate_Ignore_DB", "Replicate_Do_Table", "Replicate_Ignore_Table", "Replicate_Wild_Do_Table", "Replicate_Wild_Ignore_Table", "Replicate_Rewrite_DB",
    ];

    /// <summary>The channels that have a source; a group's own channels have none.</summary>
    public async Task<IReadOnlyList<ChannelFacts>?> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);
        return [.. rows.Where(static row => row.TextOrNull("Source_Host") is { Length: > 0 } and not "<NULL>").Select(Read)];
    }

    private static ChannelFacts Read(SqlRow row)
    {
        var delay = row.Int64OrNull("SQL_Delay") ?? 0;
        var error = Error(row, "IO", "receiver") ?? Error(row, "SQL", "applier");
        return new ChannelFacts
        {
            Name = row.TextOrNull("Channel_Name") ?? "",
            Host = row.Text("Source_Host"),
            Port = (int)row.Int64("Source_Port"),
            SourceUuid = row.TextOrNull("Source_UUID") is { Length: > 0 } uuid ? uuid : null,
            State = State(row),
            Error = error,
            Lag = row.Int64OrNull("Seconds_Behind_Source") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Delay = delay > 0 ? TimeSpan.FromSeconds(delay) : null,
            Received = (row.TextOrNull("Retrieved_Gtid_Set") ?? "").Replace("\n", "", StringComparison.Ordinal),
            IsAutoPosition = row.BooleanOrNull("Auto_Position") == true,
            Filters = [.. FilterColumns.Where(column => row.TextOrNull(column) is { Length: > 0 }).Select(column => $"{column}={row.Text(column)}")],
        };
    }

    private static LinkState State(SqlRow row)
    {
        var (receiver, applier) = (row.TextOrNull("Replica_IO_Running"), row.TextOrNull("Replica_SQL_Running"));
        var hasFailed = (receiver == "No" && row.Int64OrNull("Last_IO_Errno") is > 0) || (applier == "No" && row.Int64OrNull("Last_SQL_Errno") is > 0);
        return (receiver, applier) switch
        {
            _ when hasFailed => LinkState.Failed,
            ("Yes", "Yes") => LinkState.Running,
            ("Connecting", "Yes") => LinkState.Connecting,
            _ => LinkState.Stopped,
        };
    }

    private static string? Error(SqlRow row, string thread, string name) => row.Int64OrNull($"Last_{thread}_Errno") is > 0 and var number
        ? string.Create(CultureInfo.InvariantCulture, $"The {name} has error {number}: {row.TextOrNull($"Last_{thread}_Error")}")
        : null;
}
