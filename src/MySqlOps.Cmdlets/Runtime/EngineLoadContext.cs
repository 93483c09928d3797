using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>
/// The load context of the engine: what lies in its folder is loaded here, everything else comes from PowerShell's. An assembly that also lies there with machine code for
/// this platform (<c>linux-x64</c> and the like) is taken with it.
/// </summary>
internal sealed class EngineLoadContext(string folder) : AssemblyLoadContext("MySqlOps.Engine")
{
    private readonly string _precompiled = Path.Combine(folder, Platform);

    private static string Platform =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The engine, by its path: asked for by its name, a missing file would come back to us as a question, without end.</summary>
    /// <exception cref="FileNotFoundException">The engine does not stand in its folder.</exception>
    public Assembly LoadEngine() => LoadFromAssemblyPath(Find("MySqlOps.Engine.dll"));

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Find($"{assemblyName.Name}.dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }

    private string Find(string name)
    {
        var precompiled = Path.Combine(_precompiled, name);
        return File.Exists(precompiled) ? precompiled : Path.Combine(folder, name);
    }
}
