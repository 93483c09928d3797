/// <summary>A mysqld to work with, found or got by the engine's own code.</summary>
static class Servers
{
    public static async Task<string> FindAsync(string driver, Options options)
    {
        var (exitCode, lines) = await Shell.CaptureAsync(
            "dotnet", ["run", "-c", options.Configuration, Root.File("samples/servers.cs")], Driver.Variables(driver));
        return exitCode == 0 && lines.LastOrDefault(line => line.Length > 0) is { } path
            ? path.Trim()
            : throw new BuildException("no mysqld was found and none could be got: point MYSQLOPS_MYSQLD to one.");
    }

    /// <summary>The environment of programs that work with servers.</summary>
    public static async Task<Dictionary<string, string>> VariablesAsync(string driver, Options options) =>
        new(Driver.Variables(driver)) { ["MYSQLOPS_MYSQLD"] = await FindAsync(driver, options) };
}
