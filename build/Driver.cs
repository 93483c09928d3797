using System.Text.RegularExpressions;

/// <summary>Which ADO.NET driver the engine is built on: MySqlConnector ships, MySql.Data is for feeds that lack it.</summary>
static class Driver
{
    public const string Ships = "MySqlConnector", Other = "MySqlData", Both = "Both";

    public static async Task<string> ChooseOneAsync(Options options)
    {
        var drivers = await ChooseAsync(options);
        return drivers.Length == 1 ? drivers[0] : throw new BuildException($"{options.Task} takes one driver, {Ships} or {Other}.", 2);
    }

    /// <summary>The drivers to work with, the one that ships last: the module in bin/ is then built on it.</summary>
    public static async Task<string[]> ChooseAsync(Options options)
    {
        var wanted = options.Driver ?? Environment.GetEnvironmentVariable("MySqlDriver");
        if (!string.IsNullOrEmpty(wanted))
        {
            string[] known = [Ships, Other, Both];
            var driver = known.FirstOrDefault(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new BuildException($"there is no driver '{wanted}': {string.Join(", ", known)}.", 2);
            Console.Error.WriteLine($"driver: {driver}, as {(options.Driver is null ? "the environment" : "--driver")} says");
            return driver == Both ? [Other, Ships] : [driver];
        }

        var (exitCode, lines) = await Shell.CaptureAsync(
            "dotnet",
            ["restore", Root.File("src/MySqlOps.Engine/MySqlOps.Engine.csproj"), $"-p:MySqlDriver={Ships}", "-nodeReuse:false"],
            Variables(Ships));
        if (exitCode == 0)
        {
            Console.Error.WriteLine($"driver: {Ships}, as it restores here");
            return [Ships];
        }

        var reason = lines.Select(line => Regex.Match(line, @"error (NU\d+):")).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        Console.Error.WriteLine($"driver: {Other}, as {Ships} does not restore here ({reason ?? $"dotnet restore ends with {exitCode}"})");
        return [Other];
    }

    public static Dictionary<string, string> Variables(string driver) => new() { ["MySqlDriver"] = driver };
}
