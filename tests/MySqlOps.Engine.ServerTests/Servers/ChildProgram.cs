using MySqlOps.Engine.ServerTests.Failover.Chaos;
using MySqlOps.Engine.ServerTests.Failover.Promotion;
using MySqlOps.Engine.ServerTests.Scenarios;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>The program that this assembly is when it is run and not tested: it does one thing, for a test to kill it meanwhile.</summary>
internal static class ChildProgram
{
    /// <summary>Arguments: what to do, and what that needs.</summary>
    public static Task Main(string[] arguments) => arguments[0] switch
    {
        nameof(SandboxMaker) => SandboxMaker.RunAsync(arguments[1..]),
        nameof(FolderImport) => FolderImport.RunAsync(arguments[1..]),
        nameof(FailoverChild) => FailoverChild.RunAsync(arguments[1..]),
        nameof(MonitorChild) => MonitorChild.RunAsync(arguments[1..]),
        var other => throw new ArgumentException($"There is no {other} to run.", nameof(arguments)),
    };
}
