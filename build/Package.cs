using System.Text.RegularExpressions;
using System.Xml.Linq;

/// <summary>The module as it ships: a folder, and the .nupkg that a PowerShell repository takes.</summary>
static class Package
{
    public static async Task<int> RunAsync(Options options)
    {
        var driver = await Driver.ChooseOneAsync(options);
        if (driver == Driver.Other && options.Driver is null)
        {
            throw new BuildException(
                $"pack would take {Driver.Other}, and MySqlOps is under the MIT licence while MySql.Data is under the GPL, version 2, with Oracle's FOSS "
                + $"exception: a package with it inside is under both. Where {Driver.Ships} restores, pack takes that; --driver {Driver.Other} says you mean it.");
        }

        await Compiler.BuildAsync(driver, options, Precompiler.Shipped);
        var manifest = await File.ReadAllTextAsync(Root.File("MySqlOps.psd1"));
        var version = Setting(manifest, "ModuleVersion");
        var folder = Root.File("artifacts/package/MySqlOps");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        CopyModule(folder);

        var nuspec = Root.File("artifacts/package/MySqlOps.nuspec");
        await File.WriteAllTextAsync(nuspec, Nuspec(manifest, version));
        var exitCode = await Shell.RunAsync(
            "dotnet",
            [
                "pack", Root.File("src/MySqlOps.Cmdlets"), "--no-build", "-c", options.Configuration, "-o", Root.File("artifacts/package"),
                $"-p:MySqlDriver={driver}", $"-p:NuspecFile={nuspec}", $"-p:NuspecBasePath={folder}", "-p:NoPackageAnalysis=true", "-v", "quiet",
            ],
            Driver.Variables(driver));
        if (exitCode != 0)
            throw new BuildException("dotnet pack failed.");
        Console.WriteLine($"packed {folder} and {Root.File($"artifacts/package/MySqlOps.{version}.nupkg")}, on {driver}");
        return await ImportsAsync(folder, Cmdlets(manifest).Length);
    }

    private static void CopyModule(string folder)
    {
        string[] single = ["MySqlOps.psd1", "LICENSE", "THIRD-PARTY-NOTICES.md", "README.md", "CHANGELOG.md"];
        var files = single.Where(name => File.Exists(Root.File(name))).Concat(
            new[] { "bin", "en-US" }.SelectMany(name => Directory.EnumerateFiles(Root.File(name), "*", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(Root.Folder, path)));
        foreach (var file in files)
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Root.File(file), target);
        }
    }

    /// <summary>The tags are those by which a PowerShell repository knows a module and finds its cmdlets.</summary>
    private static string Nuspec(string manifest, string version)
    {
        XNamespace space = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
        string[] tags =
        [
            "PSModule", "PSEdition_Core", "PSIncludes_Cmdlet", .. List(manifest, "Tags"),
            .. Cmdlets(manifest).SelectMany(name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" }),
        ];
        return new XDocument(new XElement(space + "package", new XElement(
            space + "metadata",
            new XElement(space + "id", "MySqlOps"),
            new XElement(space + "version", version),
            new XElement(space + "authors", Setting(manifest, "Author")),
            new XElement(space + "description", Setting(manifest, "Description")),
            new XElement(space + "copyright", Setting(manifest, "Copyright")),
            new XElement(space + "license", new XAttribute("type", "expression"), "MIT"),
            File.Exists(Root.File("README.md")) ? new XElement(space + "readme", "README.md") : null,
            new XElement(space + "tags", string.Join(' ', tags))),
            new XElement(space + "files", new XElement(space + "file", new XAttribute("src", "**"), new XAttribute("target", ""))))).ToString();
    }

    private static async Task<int> ImportsAsync(string folder, int cmdlets)
    {
        if (await Pwsh.FindAsync() is null)
        {
            Console.WriteLine("pack: there is no pwsh 7.6 or later here, so nobody has seen the packed module import");
            return 0;
        }

        var import = $"Import-Module '{folder.Replace("'", "''")}/MySqlOps.psd1' -ErrorAction Stop; "
            + $"exit [int]((Get-Command -Module MySqlOps -CommandType Cmdlet).Count -ne {cmdlets})";
        if (await Shell.RunAsync("pwsh", [.. Pwsh.Start, "-Command", import]) != 0)
            throw new BuildException("the packed module does not import in a clean pwsh, or lacks cmdlets of its manifest.");
        Console.WriteLine($"the packed module imports, with {cmdlets} cmdlets");
        return 0;
    }

    private static string Setting(string manifest, string name) =>
        Regex.Match(manifest, $@"^\s*{name}\s*=\s*'([^']+)'", RegexOptions.Multiline) is { Success: true } match
            ? match.Groups[1].Value
            : throw new BuildException($"MySqlOps.psd1 has no {name}.");

    private static string[] Cmdlets(string manifest) => List(manifest, "CmdletsToExport");

    private static string[] List(string manifest, string name) =>
        [.. Regex.Matches(Regex.Match(manifest, $@"^\s*{name}\s*=\s*@\(([^)]*)\)", RegexOptions.Multiline).Groups[1].Value, "'([^']+)'").Select(match => match.Groups[1].Value)];
}
