using System.Globalization;

namespace MySqlOps.Engine.Failover.Fence;

/// <summary>Decides whether the old primary can't take writes any more. Silence proves nothing: a server that hangs wakes up again.</summary>
internal static class FenceJudge
{
    /// <summary>The best proof that there is.</summary>
    public static FenceProof Judge(FenceFacts facts)
    {
        if (facts.IsSuperReadOnly == true)
            return new FenceProof(FenceKind.ReadOnly, $"{facts.OldPrimary} answers and has super_read_only on.");
        if (facts.ScriptExitCode == 0 && !facts.IsScriptTimedOut)
            return new FenceProof(FenceKind.Script, $"The fence script says that {facts.OldPrimary} is fenced.");
        if (facts is { IsSuperReadOnly: null, IsRefused: true, BootFenceSeen: { } seen })
            return new FenceProof(FenceKind.Down, string.Create(CultureInfo.InvariantCulture, $"No process listens at {facts.OldPrimary}, and super_read_only was persisted there when it was last looked at ({seen.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC)."));
        var lack = Lack(facts);
        return facts.AcceptsRisk
            ? new FenceProof(FenceKind.RiskAccepted, $"{lack} That there may be two writers was accepted.")
            : new FenceProof(FenceKind.None, lack);
    }

    private static string Lack(FenceFacts facts)
    {
        var state = facts switch
        {
            { IsSuperReadOnly: false } => $"{facts.OldPrimary} answers, and super_read_only could not be turned on there.",
            { IsRefused: true } => $"No process listens at {facts.OldPrimary}, but nobody has seen super_read_only persisted there: whoever starts it makes it a second writer.",
            _ => $"{facts.OldPrimary} does not answer: it may hang and come back, or take writes of clients that still reach it.",
        };
        return facts switch
        {
            { IsScriptTimedOut: true } => $"{state} The fence script was stopped because it took too long.",
            { ScriptExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"{state} The fence script ended with exit code {code}."),
            _ => state,
        };
    }
}
