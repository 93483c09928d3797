/// <summary>The main job on servers that it brings up: in PowerShell where there is one, else in C# on the engine.</summary>
static class Tour
{
    public static async Task<int> RunAsync(Options options)
    {
        var driver = await Driver.ChooseOneAsync(options);
        await Compiler.BuildAsync(driver, options);
        var environment = await Servers.VariablesAsync(driver, options);
        if (await Pwsh.FindAsync() is not null)
        {
            // PowerShell spells its parameters with one dash.
            var arguments = options.Rest.Select(argument => argument.StartsWith("--", StringComparison.Ordinal) ? argument[1..] : argument);
            return await Shell.RunAsync("pwsh", [.. Pwsh.Start, "-File", Root.File("samples/tour.ps1"), .. arguments], Pwsh.Variables(environment));
        }

        Console.WriteLine("tour: there is no pwsh 7.6 or later here, so the tour runs in C# on the engine");
        return await Shell.RunAsync("dotnet", ["run", "-c", options.Configuration, Root.File("samples/tour.cs"), "--", .. options.Rest], environment);
    }
}
