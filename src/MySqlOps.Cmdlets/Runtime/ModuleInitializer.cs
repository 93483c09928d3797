using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>
/// Loads the engine and its packages from <c>bin/engine</c> into a load context of their own, when a cmdlet first needs them,
/// so that they never clash with another module's copies.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string EngineAssembly = "MySqlOps.Engine";

    // PowerShell makes one object to import with and another to remove with, so what the one hooked the other finds here.
    private static readonly EngineLoadContext Engine = new(
        Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "engine"));

    /// <inheritdoc />
    public void OnImport()
    {
        // Importing twice with -Force runs this twice.
        AssemblyLoadContext.Default.Resolving -= ResolveEngine;
        AssemblyLoadContext.Default.Resolving += ResolveEngine;
    }

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= ResolveEngine;

    private static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == EngineAssembly ? Engine.LoadEngine() : null;
}
