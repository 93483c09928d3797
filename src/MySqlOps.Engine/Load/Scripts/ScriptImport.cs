using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>What became of a script that was run.</summary>
internal sealed record ScriptImport
{
    /// <summary>Where it ran.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The script.</summary>
    public required string Path { get; init; }

    /// <summary>Statements that the server ran.</summary>
    public long Statements { get; init; }

    /// <summary>Statements that were left out, each with a warning.</summary>
    public long SkippedStatements { get; init; }

    /// <summary>Statements that the server refused; only where the import goes on after errors.</summary>
    public long FailedStatements { get; init; }

    /// <summary>Rows that the statements changed, as the server counts them.</summary>
    public long RowsAffected { get; init; }

    /// <summary>Bytes of the file on disk.</summary>
    public long FileBytes { get; init; }

    /// <summary>Warnings of the server. They are the script's own affair, as its sql_mode is, and no errors.</summary>
    public long ServerWarnings { get; init; }

    /// <summary>The first of these warnings, each with its line.</summary>
    public IReadOnlyList<string> FirstServerWarnings { get; init; } = [];
}
