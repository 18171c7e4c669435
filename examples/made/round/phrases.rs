//! The parts of the units' texts.

/// The first sentences of each task's result; `{CT04}` is the figure.
pub(super) const FIRST_SENTENCES: [(&str, &[&str]); 11] = [
    (
        "II.1",
        &[
            "Đã rà soát, kiện toàn Ban Chỉ đạo; tổ chức {CT03} cuộc họp, hội nghị để triển khai và kiểm điểm công việc.",
            "Ban Chỉ đạo được kiện toàn sau khi thay đổi nhân sự; đã họp {CT03} cuộc.",
        ],
    ),
    (
        "II.2.1",
        &[
            "Tổ chức {CT04} buổi tuyên truyền trực tiếp cho {CT05} lượt người; cấp phát {CT08} tài liệu, tờ rơi.",
            "Lồng ghép nội dung vào sinh hoạt ở cơ sở: {CT04} buổi, {CT05} lượt người dự.",
        ],
    ),
    (
        "II.2.2",
        &[
            "Tăng cường quản lý cư trú, ngành nghề kinh doanh có điều kiện trên địa bàn; quản lý chặt vũ khí, vật liệu nổ, công cụ hỗ trợ.",
            "Duy trì tuần tra, nắm tình hình tại các địa bàn giáp ranh.",
        ],
    ),
    (
        "II.2.3",
        &[
            "Kiểm soát chặt hoạt động vận tải, bưu chính, viễn thông thuộc lĩnh vực quản lý.",
            "Phối hợp thanh tra chuyên ngành rà soát các điểm giao dịch tiền, hàng hóa.",
        ],
    ),
    (
        "II.2.4",
        &[
            "Thực hiện đầy đủ chính sách đối với đồng bào dân tộc, người có công, hộ nghèo.",
            "Nắm tình hình các mâu thuẫn phát sinh trong Nhân dân, hòa giải ngay từ cơ sở.",
        ],
    ),
    (
        "II.2.5",
        &[
            "Duy trì {CT11} mô hình tự quản về an ninh trật tự; xây dựng mới {CT12} mô hình.",
            "Phong trào toàn dân bảo vệ an ninh Tổ quốc được duy trì đều; hiện có {CT11} mô hình hoạt động nền nếp.",
        ],
    ),
    (
        "II.2.6",
        &[
            "Củng cố tổ chức cơ sở, bố trí đủ cán bộ ở các vị trí; duy trì trực sẵn sàng chiến đấu.",
            "Phân công cán bộ bám địa bàn; kiện toàn lực lượng tại chỗ và phương án trực.",
        ],
    ),
    (
        "II.2.7",
        &[
            "Đã xây dựng {CT14}/{CT13} phương án; tổ chức {CT16} cuộc diễn tập, luyện tập.",
            "Rà soát mục tiêu trọng điểm, bổ sung phương án ({CT14}/{CT13} phương án đã xong).",
        ],
    ),
    (
        "II.3",
        &[
            "Quán triệt các quy định về phòng, chống phổ biến vũ khí hủy diệt hàng loạt đến cán bộ trong đơn vị.",
            "Phổ biến nội dung qua hội nghị chuyên đề và trang thông tin của đơn vị.",
        ],
    ),
    ("II.4", &["Phối hợp bảo đảm an ninh khu vực vùng trời, hành lang bay theo phân công."]),
    (
        "II.5",
        &[
            "Xây dựng kế hoạch kiểm tra năm và thực hiện {CT20} cuộc; kết quả được thông báo bằng văn bản.",
            "Đã tự kiểm tra {CT20} cuộc theo kế hoạch.",
        ],
    ),
];

/// Further sentences. `{v}` is a village, `{p}` a person, `{d}` a date, `{n}` a number, `{b}` a
/// body, `{k}` an activity, `{s}` a site.
pub(super) const FURTHER_SENTENCES: [&str; 16] = [
    "Ngày {d}, tổ công tác do đồng chí {p} phụ trách {k} tại thôn {v} và thôn {v}; nhắc nhở {n} hộ, lập biên bản {n} trường hợp.",
    "{b} {k} ở {s} {v}, phát hiện {n} điểm còn sơ hở, đã khắc phục trước ngày {d}.",
    "Từ ngày {d} đến ngày {d}, {b} cùng {b} {k} dọc tuyến {v} - {v} - {v}, qua {n} hộ và {n} cơ sở.",
    "Đồng chí {p}, Trưởng thôn {v}, báo có {n} người lạ thuê trọ; {b} đã xác minh xong ngày {d}, không có biểu hiện nghi vấn.",
    "{s} {v} được bố trí thêm {n} camera, {n} đèn chiếu sáng; kinh phí do {n} hộ ở thôn {v} và doanh nghiệp của ông {p} đóng góp.",
    "Hộ ông {p} và hộ bà {p} (thôn {v}) tranh chấp lối đi {n} năm; {b} hòa giải {n} lần, hai bên ký cam kết ngày {d}.",
    "Qua {k}, {b} thu hồi {n} súng tự chế, {n} viên đạn của người dân bản {v}, bàn giao ngày {d} có xác nhận của đồng chí {p}.",
    "{b} phân công đồng chí {p} phụ trách {s} {v}, đồng chí {p} phụ trách {s} {v}; giao ban ngày {d} hằng tuần lúc {n} giờ.",
    "Riêng dịp Tết Nguyên đán, {b} trực {n} ca tại {s} {v}; kiểm soát {n} xe, xử lý {n} lái xe chở quá số người ngày {d}.",
    "Thôn {v}, thôn {v} và bản {v} mỗi nơi lập một tổ {n} người do {p}, {p}, {p} làm tổ trưởng.",
    "Tại hội nghị ngày {d}, bí thư chi bộ thôn {v} là {p} nêu {n} ý kiến về {s}; {b} đã trả lời {n} ý kiến.",
    "{b} lập danh sách {n} người làm ăn xa của thôn {v}, {n} người tạm trú ở {s} {v}, giao {p} theo dõi từ ngày {d}.",
    "Ngày {d}, cơ sở của {p} ở {v} để {n} bình khí hóa lỏng sai quy định; {b} yêu cầu chuyển đi trong {n} ngày.",
    "{b} kiểm đếm {n} hộp công cụ hỗ trợ tại {s} {v}, thay {n} chiếc hỏng, đồng chí {p} ký nhận ngày {d}.",
    "Nhà văn hóa thôn {v} là nơi tập kết của {n} dân quân; {b} cùng {p} chạy thử máy phát, loa tay ngày {d}.",
    "Đoạn đường {v} - {v} hay mất điện: {b} đề xuất và ngày {d} đã lắp {n} cột đèn, giao thôn {v} của ông {p} trông coi.",
];
/// Bodies for `{b}`.
pub(super) const BODIES: [&str; 14] = [
    "Công an xã",
    "Ban Chỉ huy Quân sự xã",
    "Đoàn thanh niên",
    "Hội Phụ nữ",
    "Hội Cựu chiến binh",
    "Mặt trận Tổ quốc",
    "Tổ bảo vệ an ninh cơ sở",
    "Trạm y tế",
    "Nhà trường",
    "Ban quản lý chợ",
    "Đội bảo vệ",
    "Văn phòng",
    "Ban văn hóa",
    "Chi hội Nông dân",
];
/// Activities for `{k}`.
pub(super) const ACTIVITIES: [&str; 16] = [
    "kiểm tra nhân khẩu",
    "rà soát nhà trọ",
    "phát tờ gấp",
    "vận động giao nộp vũ khí",
    "xem lại lối thoát hiểm",
    "tập huấn dùng bình chữa cháy",
    "kẻ vẽ khẩu hiệu",
    "gặp gỡ người có uy tín",
    "tuần tra đêm",
    "kiểm kê hóa chất",
    "ghi sổ khách lưu trú",
    "đối chiếu danh sách tạm vắng",
    "chốt chặn phương tiện",
    "dọn hành lang",
    "khảo sát điểm cao",
    "thông báo trên loa",
];
/// Sites for `{s}`.
pub(super) const SITES: [&str; 12] = [
    "chợ",
    "bến xe",
    "trạm bơm",
    "hồ chứa",
    "trạm biến áp",
    "cầu",
    "khu công nghiệp",
    "sân vận động",
    "nhà ga",
    "kho lương thực",
    "bến thuyền",
    "đình làng",
];
pub(super) const DIFFICULTIES: [&str; 6] = [
    "Cán bộ làm công tác này đều kiêm nhiệm; đồng chí {p} mới nhận việc từ ngày {d}, chưa được tập huấn chuyên sâu.",
    "Địa bàn {v} và {v} cách trung tâm {n} km đường núi, mùa mưa xe không vào được.",
    "Trang thiết bị còn thiếu: {s} {v} chưa có máy soi, {n} bộ đàm đã hỏng từ ngày {d}.",
    "Kinh phí chưa được bố trí riêng; năm nay mới chi {n} triệu đồng cho {k} ở thôn {v}.",
    "Dân cư biến động, khu nhà trọ {v} có {n} lượt người đến, đi trong tháng.",
    "Một bộ phận người dân thôn {v} đi làm ăn xa, khó mời họp; {b} phải đến từng nhà.",
];
pub(super) const PROPOSALS: [&str; 6] = [
    "Đề nghị tổ chức tập huấn nghiệp vụ cho cán bộ chuyên trách, trước mắt là đồng chí {p}.",
    "Đề nghị cấp thêm {n} bộ công cụ hỗ trợ cho {b}.",
    "Đề nghị cấp thêm tài liệu tuyên truyền bằng tiếng dân tộc cho bản {v}, bản {v}.",
    "Đề nghị hỗ trợ kinh phí sửa {s} {v}, dự toán {n} triệu đồng.",
    "Đề nghị tỉnh hướng dẫn mẫu sổ theo dõi dùng chung.",
    "Đề nghị lắp camera tại {s} {v} và {s} {v}.",
];
