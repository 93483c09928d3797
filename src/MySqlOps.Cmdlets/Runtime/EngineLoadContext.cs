using System.Reflection;
using System.Runtime.Loader;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>The load context of the engine: what lies in its folder is loaded here, everything else comes from PowerShell's.</summary>
internal sealed class EngineLoadContext(string folder) : AssemblyLoadContext("MySqlOps.Engine")
{
    /// <summary>The engine, by its path: asked for by its name, a missing file would come back to us as a question, without end.</summary>
    /// <exception cref="FileNotFoundException">The engine does not stand in its folder.</exception>
    public Assembly LoadEngine() => LoadFromAssemblyPath(Path.Combine(folder, "MySqlOps.Engine.dll"));

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(folder, $"{assemblyName.Name}.dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
