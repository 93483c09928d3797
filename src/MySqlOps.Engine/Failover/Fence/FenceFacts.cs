namespace MySqlOps.Engine.Failover.Fence;

/// <summary>What is known of the old primary when it is to be fenced.</summary>
internal sealed record FenceFacts
{
    /// <summary>As a person calls it.</summary>
    public required string OldPrimary { get; init; }

    /// <summary>True when it answered and has super_read_only on; false when it answered and has not; null when it did not answer.</summary>
    public bool? IsSuperReadOnly { get; init; }

    /// <summary>True when its host refused the connection: no process listens on the port.</summary>
    public bool IsRefused { get; init; }

    /// <summary>When somebody last saw super_read_only persisted there; null for never.</summary>
    public DateTimeOffset? BootFenceSeen { get; init; }

    /// <summary>How the fence script ended; null when there is none or it was not run.</summary>
    public int? ScriptExitCode { get; init; }

    /// <summary>True when the fence script was stopped because it took too long.</summary>
    public bool IsScriptTimedOut { get; init; }

    /// <summary>True when the operator accepts that there may be two writers.</summary>
    public bool AcceptsRisk { get; init; }
}
