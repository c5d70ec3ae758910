package io.skerry.testkit.crash;

import io.skerry.testkit.crash.CrashPoint.Moment;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a call of {@link Crash#reached} where a point says. */
final class CrashTransformer implements ClassFileTransformer {

    private static final ClassDesc CRASH = Crash.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc NUMBER = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private final List<CrashPoint> points;

    CrashTransformer(List<CrashPoint> points) {
        this.points = points;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        var type = name.replace('/', '.');
        byte[] changed = null;
        for (var number = 0; number < points.size(); number++) {
            if (points.get(number).type().equals(type)) {
                changed = armed(loader, changed == null ? bytes : changed, points.get(number), number);
            }
        }
        return changed;
    }

    private static byte[] armed(@Nullable ClassLoader loader, byte[] bytes, CrashPoint point, int number) {
        var hierarchy = loader == null
                ? ClassHierarchyResolver.defaultResolver()
                : ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy));
        return file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(point.method()), new Armed(point.moment(), number)));
    }

    private record Armed(Moment moment, int number) implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            if (moment == Moment.ENTER) {
                call(code);
            }
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (moment == Moment.EXIT && element instanceof ReturnInstruction) {
                call(code);
            }
            code.with(element);
        }

        private void call(CodeBuilder code) {
            code.loadConstant(number).invokestatic(CRASH, "reached", NUMBER);
        }
    }
}
