namespace MySqlOps.Engine.Failover.Election;

/// <summary>Why a server can't become the primary.</summary>
/// <param name="Rule">The rule that it fails.</param>
/// <param name="Text">The reason, as a sentence.</param>
public sealed record Ineligibility(EligibilityRule Rule, string Text)
{
    /// <summary>The reason.</summary>
    public override string ToString() => Text;
}
