namespace MySqlOps.Engine.Sandbox.Programs;

/// <summary>A program to run, without a shell in between.</summary>
internal sealed record ProgramCall
{
    /// <summary>The program's path, or its name when it is to be found on PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, each as the program shall see it. They are visible to every user of the machine, so never a secret.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables to set on top of ours.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When to give up and kill the program.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>The command line for a message; not for a shell.</summary>
    public override string ToString() => string.Join(' ', [FileName, .. Arguments]);
}
