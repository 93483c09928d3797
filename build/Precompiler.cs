using System.Runtime.InteropServices;

/// <summary>
/// Machine code for the engine and its driver, beside their portable assemblies: a cmdlet's first run in a process then does not wait for the just-in-time compiler.
/// The loader takes what fits the machine, and the portable assembly elsewhere.
/// </summary>
static class Precompiler
{
    private static readonly string[] Assemblies = ["MySqlOps.Engine.dll", "MySqlConnector.dll"];

    /// <summary>The platforms that the package carries code for; every other runs on the portable assemblies.</summary>
    public static string[] Shipped { get; } = ["linux-x64", "linux-arm64", "win-x64", "win-arm64", "osx-arm64"];

    /// <summary>This machine, as the loader calls it.</summary>
    public static string Here { get; } = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Compiles for platforms into bin/engine/&lt;platform&gt;. Where the feed lacks the compiler, says so and leaves the portable assemblies alone.</summary>
    public static async Task RunAsync(string driver, Options options, params string[] platforms)
    {
        if (driver != Driver.Ships || options.Configuration != "Release")
            return;
        foreach (var platform in platforms)
        {
            var output = Root.File($"artifacts/{driver}/precompiled/{platform}");
            var (exitCode, lines) = await Shell.CaptureAsync("dotnet", Arguments("src/MySqlOps.Engine", driver, platform, output), Driver.Variables(driver));
            if (exitCode != 0)
            {
                Console.Error.WriteLine($"precompile: nothing for {platform}: {lines.FirstOrDefault(line => line.Contains("error")) ?? $"dotnet publish ends with {exitCode}"}");
                continue;
            }

            var folder = Root.File($"bin/engine/{platform}");
            Directory.CreateDirectory(folder);
            foreach (var assembly in Assemblies)
                File.Copy(Path.Combine(output, assembly), Path.Combine(folder, assembly), overwrite: true);
        }
    }

    /// <summary>What publishes a project with machine code for a platform.</summary>
    public static string[] Arguments(string project, string driver, string platform, string output) =>
    [
        "publish", Root.File(project), "-c", "Release", "-r", platform, "--no-self-contained", "-o", output, $"-p:MySqlDriver={driver}",
        "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false", "-p:DebugType=none", "-clp:ErrorsOnly;NoSummary",
    ];
}
