using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Provisioning;

/// <summary>A step of a plan that makes a replica.</summary>
internal abstract record SetupStep
{
    /// <summary>The server that is changed.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What is done, as a sentence without its full stop.</summary>
    public required string Action { get; init; }

    /// <summary>The SQL, without passwords; empty where it is more than statements.</summary>
    public IReadOnlyList<string> Statements { get; init; } = [];

    /// <summary>The action and its SQL.</summary>
    public sealed override string ToString() => Statements.Count == 0 ? Action : $"{Action}: {string.Join("; ", Statements)}";
}
