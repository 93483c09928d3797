using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>What the server's logs take: redo and doublewrite, binary and relay logs, general, slow and error log.</summary>
internal sealed class LogUsage(Session session, ServerSettings settings, PrivilegeGuard guard)
{
    private const string LocalOnly = "The server does not tell a log file's size; it is known only on the server's own machine, to an account that may read the file.";

    /// <summary>The logs that were asked for.</summary>
    public async Task<IReadOnlyList<DiskUsageEntry>> ReadAsync(DiskUsageOptions options, CancellationToken cancellationToken)
    {
        var entries = new List<DiskUsageEntry>();
        if (options.Wants(DiskUsageCategory.RedoLog))
            entries.Add(await RedoLogAsync(cancellationToken).ConfigureAwait(false));
        if (options.Wants(DiskUsageCategory.Doublewrite) && Doublewrite() is { } doublewrite)
            entries.Add(doublewrite);
        if (options.Wants(DiskUsageCategory.BinaryLog) && settings.IsOn("log_bin"))
            entries.AddRange(await guard.AskAsync("binary logs", "REPLICATION CLIENT", () => BinaryLogsAsync(cancellationToken), []).ConfigureAwait(false));
        if (options.Wants(DiskUsageCategory.RelayLog))
            entries.AddRange(await guard.AskAsync("relay logs", "REPLICATION CLIENT", () => RelayLogsAsync(cancellationToken), []).ConfigureAwait(false));
        entries.AddRange(await TextLogsAsync(options, cancellationToken).ConfigureAwait(false));
        return entries;
    }

    private async Task<DiskUsageEntry> RedoLogAsync(CancellationToken cancellationToken)
    {
        if (!session.Facts.HasRedoLogFilesTable)
            return Make(DiskUsageCategory.RedoLog, "redo log", settings.Number("innodb_log_file_size") * (settings.Number("innodb_log_files_in_group") ?? 1));

        // The files in use are a part; InnoDB keeps spare ones so that all together have the capacity (manual 17.6.5).
        var rows = await session.QueryAsync("SHOW GLOBAL STATUS LIKE 'Innodb_redo_log_capacity_resized'", cancellationToken).ConfigureAwait(false);
        return Make(DiskUsageCategory.RedoLog, "redo log", rows.Count == 0 ? settings.Number("innodb_redo_log_capacity") : rows[0].Int64("Value"));
    }

    private DiskUsageEntry? Doublewrite()
    {
        if (!session.Facts.HasDoublewriteFiles || settings.Text("innodb_doublewrite") is null or "OFF" or "0")
            return null;
        var bytes = settings.Number("innodb_doublewrite_files") is { } files && settings.Number("innodb_doublewrite_pages") is { } pages
            ? DoublewriteFiles.Bytes(files, pages, settings.Number("innodb_buffer_pool_instances") ?? 1, settings.Number("innodb_page_size") ?? 16384)
            : (long?)null;
        return Make(DiskUsageCategory.Doublewrite, "doublewrite files", bytes) with { IsFileBytesEstimate = true, Note = "Reckoned from the settings: no view tells it." };
    }

    private async Task<IReadOnlyList<DiskUsageEntry>> BinaryLogsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW BINARY LOGS", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select((row, index) => Make(DiskUsageCategory.BinaryLog, row.Text("Log_name"), row.Int64("File_size")) with { Engine = null, IsCurrent = index == rows.Count - 1 })];
    }

    private async Task<IReadOnlyList<DiskUsageEntry>> RelayLogsAsync(CancellationToken cancellationToken)
    {
        var (statement, channel) = session.Facts.IsMariaDb ? ("SHOW ALL SLAVES STATUS", "Connection_name") : ("SHOW REPLICA STATUS", "Channel_Name");
        var rows = await session.QueryAsync(statement, cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => Make(
                DiskUsageCategory.RelayLog,
                row.TextOrNull(channel) is { Length: > 0 } name ? $"relay logs of channel {name}" : "relay logs",
                row.Int64OrNull("Relay_Log_Space")) with { Engine = null }),
        ];
    }

    private async Task<IReadOnlyList<DiskUsageEntry>> TextLogsAsync(DiskUsageOptions options, CancellationToken cancellationToken)
    {
        var wanted = new (DiskUsageCategory Category, string? File, bool IsOn)[]
        {
            (DiskUsageCategory.GeneralLog, settings.Text("general_log_file"), settings.IsOn("general_log")),
            (DiskUsageCategory.SlowLog, settings.Text("slow_query_log_file"), settings.IsOn("slow_query_log")),
            (DiskUsageCategory.ErrorLog, settings.Text("log_error"), true),
        }.Where(log => options.Wants(log.Category) && log.File is not null and not "stderr").ToArray();
        if (wanted.Length == 0)
            return [];

        var files = await ServerFiles.FindAsync(settings, cancellationToken).ConfigureAwait(false);
        var entries = new List<DiskUsageEntry>();
        foreach (var (category, file, isOn) in wanted)
        {
            var bytes = files.Measure(file!);

            // A log that is off and has left no file is nothing to show.
            if (isOn || bytes > 0)
                entries.Add(Make(category, file!, bytes) with { Engine = null, Note = bytes is null ? LocalOnly : null });
        }

        return entries;
    }

    private DiskUsageEntry Make(DiskUsageCategory category, string name, long? fileBytes) => new()
    {
        Server = session.Server,
        Category = category,
        Name = name,
        Engine = "InnoDB",
        FileBytes = fileBytes,
    };
}
