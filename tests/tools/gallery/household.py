"""An invented household in each of the four languages, for pictures of the screens."""

# ruff: noqa: RUF001 - Chinese has punctuation of its own

from dataclasses import dataclass


@dataclass(frozen=True)
class Household:
    people: tuple[str, ...]
    lessons: tuple[str, ...]
    date: str
    days: tuple[str, ...]


OF = {
    "en": Household(
        ("Anna", "Ben", "Grandma Rosa", "Leo", "Maximilian-Alexander", "Mia", "Paul", "Dad"),
        (
            "Morning stretch",
            "Full body strength for beginners without equipment",
            "Boxing basics: jab, cross and footwork",
            "Squats",
            "Dance phrase no. 3, slow",
            "Yoga for the back after a long day at the desk",
            "Core in ten minutes",
            "Lunges and balance",
            "Tai Chi 24",
        ),
        "Thursday, 12 March",
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ),
    "zh-Hant": Household(
        ("小安", "阿明", "外婆", "王大明", "歐陽娜娜小朋友", "媽媽", "爸爸", "哥哥"),
        (
            "晨間伸展",
            "不需要任何器材的初學者全身肌力訓練課程",
            "拳擊基礎：直拳、後手拳與步法的完整教學",
            "深蹲",
            "舞蹈片段第三段，慢速練習",
            "久坐之後舒緩背部的瑜伽",
            "十分鐘核心",
            "弓步與平衡",
            "二十四式太極拳",
        ),
        "3月12日 星期四",
        ("一", "二", "三", "四", "五", "六", "日"),
    ),
    "zh-Hans": Household(
        ("小安", "阿明", "外婆", "王大明", "欧阳娜娜小朋友", "妈妈", "爸爸", "哥哥"),
        (
            "晨间伸展",
            "不需要任何器材的初学者全身力量训练课程",
            "拳击基础：直拳、后手拳与步法的完整教学",
            "深蹲",
            "舞蹈片段第三段，慢速练习",
            "久坐之后舒缓背部的瑜伽",
            "十分钟核心",
            "弓步与平衡",
            "二十四式太极拳",
        ),
        "3月12日 星期四",
        ("一", "二", "三", "四", "五", "六", "日"),
    ),
    "ko": Household(
        ("지우", "민준", "할머니", "서연", "황보하늘이사랑", "엄마", "아빠", "도윤"),
        (
            "아침 스트레칭",
            "기구 없이 따라 하는 초보자 전신 근력 운동",
            "복싱 기초: 잽과 스트레이트, 그리고 스텝",
            "스쿼트",
            "춤 동작 세 번째 부분, 천천히",
            "오래 앉아 있던 하루를 마무리하는 허리 요가",
            "십 분 코어",
            "런지와 균형",
            "태극권 이십사식",
        ),
        "3월 12일 목요일",
        ("월", "화", "수", "목", "금", "토", "일"),
    ),
}
