using System.Diagnostics;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>Processes of their own that run <see cref="ChildProgram"/>.</summary>
internal static class ChildProcess
{
    /// <summary>This assembly's file.</summary>
    public static string Assembly => typeof(ChildProgram).Assembly.Location;

    /// <summary>The dotnet that runs this test.</summary>
    private static string DotNet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Starts one.</summary>
    /// <param name="arguments">What <see cref="ChildProgram"/> is to do.</param>
    public static Process Start(params string[] arguments)
    {
        var command = Command(Assembly, arguments);
        return Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
    }

    /// <summary>Its command line.</summary>
    /// <param name="assembly">This assembly's file, or a copy of it.</param>
    /// <param name="arguments">What <see cref="ChildProgram"/> is to do.</param>
    public static string[] Command(string assembly, params string[] arguments) => [DotNet, "exec", assembly, .. arguments];
}
