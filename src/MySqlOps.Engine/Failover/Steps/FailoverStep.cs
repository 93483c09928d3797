using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>One step of a plan: what it does to which server, and how it is undone.</summary>
public sealed record FailoverStep
{
    /// <summary>Only planners make steps.</summary>
    internal FailoverStep()
    {
    }

    /// <summary>The server that it is done to.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What it does.</summary>
    public required FailoverStepKind Kind { get; init; }

    /// <summary>The same as a sentence without its full stop.</summary>
    public required string Action { get; init; }

    /// <summary>Steps of one stage run at the same time; a stage begins when the one before has ended.</summary>
    public required int Stage { get; init; }

    /// <summary>The statements, in order. Steps that wait ask the server as long as it takes and have none.</summary>
    public IReadOnlyList<StepStatement> Sql { get; init; } = [];

    /// <summary>The statements that undo it, in order, on the same server. They are run too where the step failed half-way.</summary>
    public IReadOnlyList<StepStatement> Undo { get; init; } = [];

    /// <summary>How long it may take.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>True while nobody can write: the fence, and all steps up to the promotion.</summary>
    public bool IsInOutage { get; init; }

    /// <summary>True for the step after which nothing is undone any more.</summary>
    public bool IsPointOfNoReturn { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Action;
}
