using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What a synchronization will do to one server: what -WhatIf shows and what is run, step by step.</summary>
public sealed record SyncPlan
{
    /// <summary>Only the planner makes plans.</summary>
    internal SyncPlan()
    {
    }

    /// <summary>The server that is changed.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>How.</summary>
    public required SyncOptions Options { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<SyncStep> Steps { get; init; }

    /// <summary>What is not done. One without a difference keeps everything from being done.</summary>
    public required IReadOnlyList<SyncRefusal> Refusals { get; init; }

    /// <summary>What to know, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What was given.</summary>
    internal IReadOnlyList<MySqlDifference> Differences { get; init; } = [];

    /// <summary>What the server said.</summary>
    internal SyncFacts Facts { get; init; } = null!;

    /// <summary>The refusals of the whole as one error.</summary>
    /// <exception cref="MySqlOpsException">SyncTargetReadOnly, SyncTargetIsReplica or PrivilegeMissing.</exception>
    public void ThrowIfRefused()
    {
        var whole = Refusals.Where(static refusal => refusal.Difference is null).ToArray();
        if (whole.Length > 0)
            throw new MySqlOpsException(whole[0].Id, string.Join(' ', whole.Select(static refusal => refusal.Message)), Server);
    }

    /// <summary>Writes the steps as a script for the mysql client, and the refusals as comments. Where triggers are to be dropped meanwhile it does not: that takes a program that puts them back.</summary>
    /// <param name="output">Takes the bytes; it stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task WriteScriptAsync(Stream output, CancellationToken cancellationToken) => ChangeScript.WriteAsync(output, this, cancellationToken);
}
