namespace MySqlOps.Engine.Load.Scripts;

/// <summary>How a script is to be run.</summary>
internal sealed record ScriptImportOptions
{
    /// <summary>The database that is chosen before the first statement; null for none.</summary>
    public string? Database { get; init; }

    /// <summary>True ends the import at the first statement that the server refuses; false makes each a warning and goes on.</summary>
    public bool StopsOnError { get; init; } = true;

    /// <summary>True keeps the import out of the target's binary log, and so from its replicas.</summary>
    public bool SkipBinLog { get; init; }

    /// <summary>What becomes of a statement that sets gtid_purged.</summary>
    public GtidPurgedAction GtidPurged { get; init; } = GtidPurgedAction.Auto;

    /// <summary>New names of databases, by their names in the script.</summary>
    public IReadOnlyDictionary<string, string> RenamedDatabases { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
