using System.Globalization;
using System.Management.Automation.Host;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>The host of a script block that runs as a hook: nobody can be asked anything, and what the block exits with is kept.</summary>
internal sealed class HookHost : PSHost
{
    /// <summary>What the block exited with; null when it did not exit.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc />
    public override string Name => "MySqlOps hook";

    /// <inheritdoc />
    public override Version Version { get; } = new(1, 0);

    /// <inheritdoc />
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc />
    public override PSHostUserInterface? UI => null;

    /// <inheritdoc />
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc />
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc />
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc />
    public override void EnterNestedPrompt() => throw new NotSupportedException("A hook has nobody to talk to.");

    /// <inheritdoc />
    public override void ExitNestedPrompt() => throw new NotSupportedException("A hook has nobody to talk to.");

    /// <inheritdoc />
    public override void NotifyBeginApplication()
    {
        // A program that the block runs takes over no screen.
    }

    /// <inheritdoc />
    public override void NotifyEndApplication()
    {
        // See above.
    }
}
