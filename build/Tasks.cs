static class Tasks
{
    private const string Usage = """
        usage: dotnet run build.cs -- <task> [options]

          build     compiles everything and stages the module in bin/
          test      builds, gets a mysqld, runs every suite        [--filter <part of a test's name>] [--long]
          check     builds with every rule on, and looks over the text of all files
          tour      the main job on servers that it brings up      [--sample <file.sql> ...]
          bench     measures beside the peers, renews docs/benchmarks.md [--only <name>] [--runs <n>]
          servers   finds or gets a mysqld and prints its path
          pack      makes the module folder and the .nupkg under artifacts/package
          help      renews en-US/ from docs/cmdlets/ (needs pwsh with Microsoft.PowerShell.PlatyPS)

          --driver MySqlConnector|MySqlData   the ADO.NET driver to build on (test and check: also Both)
          --configuration Release|Debug       Release unless told

        """;

    public static async Task<int> RunAsync(Options options)
    {
        switch (options.Task)
        {
            case "build": await Compiler.BuildAsync(await Driver.ChooseOneAsync(options), options); return 0;
            case "test": return await Suites.RunAsync(options);
            case "check": return await Checks.RunAsync(options);
            case "tour": return await Tour.RunAsync(options);
            case "bench": return await BenchAsync(options);
            case "servers": Console.WriteLine(await Servers.FindAsync(await Driver.ChooseOneAsync(options), options)); return 0;
            case "pack": return await Package.RunAsync(options);
            case "help": return await Help.RunAsync();
            default:
                Console.Error.Write((options.Task is "" ? "" : $"build: there is no task '{options.Task}'.\n\n") + Usage);
                return 2;
        }
    }

    private static async Task<int> BenchAsync(Options options)
    {
        var driver = await Driver.ChooseOneAsync(options);
        await Compiler.BuildAsync(driver, options);
        var environment = await Servers.VariablesAsync(driver, options);
        // With the machine code that ships, where it is to be had.
        var output = Root.File("artifacts/benchmarks");
        var (exitCode, _) = await Shell.CaptureAsync("dotnet", Precompiler.Arguments("tests/MySqlOps.Benchmarks", driver, Precompiler.Here, output), environment);
        return exitCode == 0
            ? await Shell.RunAsync(Path.Combine(output, OperatingSystem.IsWindows() ? "MySqlOps.Benchmarks.exe" : "MySqlOps.Benchmarks"), options.Rest, environment)
            : await Shell.RunAsync("dotnet", ["run", "--no-build", "-c", options.Configuration, "--project", Root.File("tests/MySqlOps.Benchmarks"), "--", .. options.Rest], environment);
    }
}
