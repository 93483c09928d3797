static class Compiler
{
    public static async Task BuildAsync(string driver, Options options, string[]? platforms = null)
    {
        var exitCode = await Shell.RunAsync(
            "dotnet",
            ["build", Root.File("MySqlOps.sln"), "-c", options.Configuration, $"-p:MySqlDriver={driver}", "-clp:ErrorsOnly;NoSummary"],
            Driver.Variables(driver));
        if (exitCode != 0)
            throw new BuildException($"the build on {driver} failed.");
        await Precompiler.RunAsync(driver, options, platforms ?? [Precompiler.Here]);
        Console.WriteLine($"built on {driver}, {options.Configuration}");
    }
}
