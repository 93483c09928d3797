using System.Text.RegularExpressions;

/// <summary>The help that Get-Help reads, made from the pages in docs/cmdlets.</summary>
static class Help
{
    public static async Task<int> RunAsync()
    {
        if (await Pwsh.FindAsync() is not { HasPlatyPS: true })
            throw new BuildException("help needs pwsh 7.6 or later with the module Microsoft.PowerShell.PlatyPS; en-US/ stays as it is.");
        var made = Root.File("artifacts/help");
        if (Directory.Exists(made))
            Directory.Delete(made, recursive: true);
        var script = $"Get-ChildItem '{Root.File("docs/cmdlets")}' -Filter *.md | Import-MarkdownCommandHelp -ErrorAction Stop | "
            + $"Export-MamlCommandHelp -OutputFolder '{made}' -Force -ErrorAction Stop | Out-Null";
        if (await Shell.RunAsync("pwsh", [.. Pwsh.Start, "-Command", script], Pwsh.Variables([])) != 0)
            throw new BuildException("the help could not be made.");
        var source = Directory.EnumerateFiles(made, "MySqlOps.Cmdlets.dll-Help.xml", SearchOption.AllDirectories).Single();
        var text = (await File.ReadAllTextAsync(source)).ReplaceLineEndings("\n");

        // The export keeps Markdown's fences around the examples' code, and Get-Help would show them.
        text = Regex.Replace(text, "```[a-z]*\n?", "");
        await File.WriteAllTextAsync(Root.File("en-US/MySqlOps.Cmdlets.dll-Help.xml"), Regex.Replace(text, "[ \t]+\n", "\n").TrimEnd('\n') + "\n");
        Console.WriteLine("renewed en-US/MySqlOps.Cmdlets.dll-Help.xml");
        return 0;
    }
}
