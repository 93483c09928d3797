using System.Globalization;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>How a hook went.</summary>
public sealed record FailoverHookRun
{
    /// <summary>The old primary.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Which hook.</summary>
    public required FailoverHookKind Kind { get; init; }

    /// <summary>What was run: a program's path, or "script block".</summary>
    public required string Name { get; init; }

    /// <summary>The failover's number; 0 before it has one.</summary>
    public long Epoch { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>True when it ended well: exit code 0, and a script block did not give $false or throw.</summary>
    public required bool IsSuccess { get; init; }

    /// <summary>Its exit code; null when it has none, because it was not started, was stopped, or threw.</summary>
    public int? ExitCode { get; init; }

    /// <summary>True when it was stopped because it took too long.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>The last line that it wrote, or why it could not be run; passwords that are known are masked. Empty for nothing.</summary>
    public string Message { get; init; } = "";

    /// <summary>The same as a sentence.</summary>
    public override string ToString()
    {
        var outcome = this switch
        {
            { IsTimedOut: true } => "took too long and was stopped",
            { IsSuccess: true } => "ended well",
            { ExitCode: { } code and not 0 } => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}"),
            _ => "failed",
        };
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s");
        return $"{Kind} ({Name}) {outcome} after {seconds}{(Message.Length > 0 ? $": {Message}" : ".")}";
    }
}
