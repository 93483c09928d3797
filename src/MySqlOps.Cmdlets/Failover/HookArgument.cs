using System.Management.Automation;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Makes a hook of what a user names: a script block, or the path or name of a script or program. What can't be run is found out at once, and not in the failover.</summary>
internal static class HookArgument
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes it. Only for the pipeline's thread.</summary>
    /// <param name="kind">Which hook.</param>
    /// <param name="value">What the user named; null for none.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cmdlet">The cmdlet, whose session the user works in.</param>
    /// <exception cref="MySqlOpsException">FailoverHookInvalid.</exception>
    public static IFailoverHook? Create(FailoverHookKind kind, object? value, TimeSpan limit, PSCmdlet cmdlet)
    {
        var folder = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        return (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            null => null,
            ScriptBlock block => new ScriptBlockHook(block.ToString(), HookState.Of(block, cmdlet.SessionState, cmdlet.MyInvocation.MyCommand.Module), folder, limit),
            FileInfo file => Program(kind, file.FullName, limit),
            ApplicationInfo program => Program(kind, program.Path, limit),
            ExternalScriptInfo script => Program(kind, script.Path, limit),
            string name when name.Length > 0 => Program(kind, Find(name, cmdlet), limit),
            var other => throw Invalid(kind, $"a {other.GetType().Name} is neither a script block nor a path"),
        };
    }

    private static string Find(string name, PSCmdlet cmdlet)
    {
        var path = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(name);
        if (File.Exists(path) || name.AsSpan().ContainsAny('/', '\\'))
            return path;
        return cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Application | CommandTypes.ExternalScript) switch
        {
            ApplicationInfo program => program.Path,
            ExternalScriptInfo script => script.Path,
            _ => path,
        };
    }

    private static HookProgram Program(FailoverHookKind kind, string path, TimeSpan limit)
    {
        if (!File.Exists(path))
            throw Invalid(kind, $"there is no file {path}");
        if (!OperatingSystem.IsWindows() && !path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) && (File.GetUnixFileMode(path) & AnyExecute) == UnixFileMode.None)
            throw Invalid(kind, $"{path} may not be executed (chmod +x)");
        return new HookProgram(path, limit);
    }

    private static MySqlOpsException Invalid(FailoverHookKind kind, string why) =>
        new(ErrorId.FailoverHookInvalid, $"-{kind} can't be run: {why}. Give a script block, or the path of a program or script; what it needs besides host and port it takes from a script of its own.");
}
