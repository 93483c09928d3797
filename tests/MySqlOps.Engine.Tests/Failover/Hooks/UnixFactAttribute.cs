namespace MySqlOps.Engine.Tests.Failover.Hooks;

/// <summary>A test that needs a shell of Unix.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    /// <summary>Skips it on Windows.</summary>
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "It needs /bin/sh." : null;
}
